/** The colours that the page uses, as VS Code's own themes set them. */
export const themes = {
  dark: {
    bodyClass: 'vscode-dark',
    vars: {
      'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', 'foreground': '#cccccc', 'descriptionForeground': '#9d9d9d', 'panel-border': '#2b2b2b', 'focusBorder': '#0078d4', 'progressBar-background': '#0078d4',
      'textLink-foreground': '#4daafc', 'charts-green': '#89d185', 'charts-yellow': '#cca700', 'charts-red': '#f14c4c', 'charts-blue': '#3794ff', 'charts-purple': '#b180d7', 'charts-orange': '#d18616',
      'editorError-foreground': '#f14c4c', 'errorForeground': '#f85149', 'terminal-ansiCyan': '#11a8cd', 'terminal-ansiMagenta': '#bc3fbc', 'list-hoverBackground': '#2a2d2e', 'list-inactiveSelectionBackground': '#37373d',
      'toolbar-hoverBackground': '#5a5d5e50', 'dropdown-background': '#313131', 'dropdown-foreground': '#cccccc', 'dropdown-border': '#3c3c3c', 'input-background': '#313131', 'input-foreground': '#cccccc', 'input-border': '#3c3c3c',
      'input-placeholderForeground': '#989898', 'button-background': '#0078d4', 'button-foreground': '#ffffff'
    }
  },
  light: {
    bodyClass: 'vscode-light',
    vars: {
      'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', 'foreground': '#3b3b3b', 'descriptionForeground': '#3b3b3b', 'panel-border': '#e5e5e5', 'focusBorder': '#005fb8', 'progressBar-background': '#005fb8',
      'textLink-foreground': '#005fb8', 'charts-green': '#388a34', 'charts-yellow': '#bf8803', 'charts-red': '#e51400', 'charts-blue': '#1a85ff', 'charts-purple': '#652d90', 'charts-orange': '#d18616',
      'editorError-foreground': '#e51400', 'errorForeground': '#f85149', 'terminal-ansiCyan': '#0598bc', 'terminal-ansiMagenta': '#bc05bc', 'list-hoverBackground': '#f2f2f2', 'list-inactiveSelectionBackground': '#e4e6f1',
      'toolbar-hoverBackground': '#b8b8b850', 'dropdown-background': '#ffffff', 'dropdown-foreground': '#3b3b3b', 'dropdown-border': '#cecece', 'input-background': '#ffffff', 'input-foreground': '#3b3b3b', 'input-border': '#cecece',
      'input-placeholderForeground': '#767676', 'button-background': '#005fb8', 'button-foreground': '#ffffff'
    }
  },
  contrast: {
    bodyClass: 'vscode-high-contrast',
    vars: {
      'editor-background': '#000000', 'editor-foreground': '#ffffff', 'foreground': '#ffffff', 'descriptionForeground': '#ffffffb3', 'contrastBorder': '#6fc3df', 'contrastActiveBorder': '#f38518', 'panel-border': '#6fc3df', 'focusBorder': '#f38518', 'progressBar-background': '#6fc3df',
      'textLink-foreground': '#21a6ff', 'charts-green': '#89d185', 'charts-yellow': '#ffd370', 'charts-red': '#f48771', 'charts-blue': '#59a4f9', 'charts-purple': '#b180d7', 'charts-orange': '#d18616',
      'editorError-foreground': '#f48771', 'errorForeground': '#f48771', 'terminal-ansiCyan': '#00cdcd', 'terminal-ansiMagenta': '#cd00cd', 'dropdown-background': '#000000', 'dropdown-foreground': '#ffffff', 'dropdown-border': '#6fc3df',
      'input-background': '#000000', 'input-foreground': '#ffffff', 'input-border': '#6fc3df', 'input-placeholderForeground': '#ffffffb3', 'button-background': '#000000', 'button-foreground': '#ffffff'
    }
  }
} as const;
export type ThemeName = keyof typeof themes;
