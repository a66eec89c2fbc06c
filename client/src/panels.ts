import vscode from 'vscode';
import { DryRunPanel, panelKey, panelType, type Outcome, type PanelContext, type Show } from './dryRunPanel';

/** The open panels; the one used last answers the step commands. */
export class Panels implements vscode.Disposable {
  private readonly byKey = new Map<string, DryRunPanel>();
  private last: DryRunPanel | undefined;
  private readonly outcomes = new vscode.EventEmitter<{ readonly files: readonly vscode.Uri[]; readonly outcome: Outcome }>();
  readonly onOutcome = this.outcomes.event;

  constructor(private readonly extension: vscode.Uri, private readonly log: vscode.LogOutputChannel) {}

  /** Shows the run of these files: in their panel when there is one, else in a new one beside the editor. */
  open(files: readonly vscode.Uri[], title: string, show: Show): void {
    const known = this.byKey.get(panelKey(files));
    if (known !== undefined) { known.reveal(show); this.last = known; return; }
    this.add(DryRunPanel.open(files, title, show, this.context()));
  }

  /** Brings panels back after a reload. */
  register(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const restored = DryRunPanel.restore(panel, state, this.context());
        if (restored === undefined) panel.dispose();
        else this.add(restored);
        return Promise.resolve();
      }
    });
  }

  /** The panel that a command means: the active one, else the one used last. */
  get current(): DryRunPanel | undefined {
    return [...this.byKey.values()].find(panel => panel.active) ?? this.last;
  }

  dispose(): void { this.outcomes.dispose(); }

  private add(panel: DryRunPanel): void {
    this.byKey.set(panel.key, panel);
    this.last = panel;
    void vscode.commands.executeCommand('setContext', 'clusterville.panelOpen', true);
  }

  private context(): PanelContext {
    return {
      extension: this.extension, log: this.log,
      listener: {
        outcome: (files, outcome) => this.outcomes.fire({ files, outcome }),
        focused: panel => { this.last = panel; },
        closed: panel => {
          if (this.byKey.get(panel.key) === panel) this.byKey.delete(panel.key);
          if (this.last === panel) this.last = [...this.byKey.values()].at(-1);
          void vscode.commands.executeCommand('setContext', 'clusterville.panelOpen', this.byKey.size > 0);
        }
      }
    };
  }
}
