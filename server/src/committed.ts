import { parseManifests } from '../../engine/src/index';
import { committedResources, type CommittedResources } from './check/checkUpdate';

/** How the text of a file at HEAD is found. */
export interface GitReader {
  headCommit(uri: string): Promise<string | undefined>;
  headText(uri: string): Promise<string | undefined>;
}

interface Known { readonly commit: string; readonly resources: CommittedResources }

/** How long what HEAD stands for is taken for granted, so that typing starts no process for each letter. */
const freshMs = 2000;

/** The committed resources of the open files, read again only after a commit or a checkout. */
export class Committed {
  private readonly known = new Map<string, Known>();
  private readonly asked = new Map<string, number>();

  constructor(private readonly git: GitReader, private readonly now: () => number = Date.now) {}

  /** Undefined for a file that HEAD does not hold. */
  async of(uri: string): Promise<CommittedResources | undefined> {
    const known = this.known.get(uri);
    if (this.now() - (this.asked.get(uri) ?? -Infinity) < freshMs) return known?.resources;
    this.asked.set(uri, this.now());
    const commit = await this.git.headCommit(uri);
    if (commit === undefined) { this.known.delete(uri); return undefined; }
    if (known?.commit === commit) return known.resources;
    const text = await this.git.headText(uri);
    const resources = text === undefined ? undefined : committedResources(parseManifests(text, { path: uri }));
    if (resources === undefined) this.known.delete(uri);
    else this.known.set(uri, { commit, resources });
    return resources;
  }

  forget(uri: string): void {
    this.known.delete(uri);
    this.asked.delete(uri);
  }
}
