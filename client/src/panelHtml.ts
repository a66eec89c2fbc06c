/** What the page needs to know of where it lives. */
export interface PagePlace {
  /** The source that `webview.cspSource` names. */
  readonly cspSource: string;
  /** Fresh and random for each page. */
  readonly nonce: string;
  /** Addresses of the bundles. */
  readonly script: string;
  readonly style: string;
  readonly worker: string;
}

/**
 * The panel's page. Its policy lets in one script (by nonce), our style sheet, the fetch of the worker's text and a worker
 * from a blob; nothing from elsewhere, no eval, no inline handlers.
 */
export function panelHtml({ cspSource, nonce, script, style, worker }: PagePlace): string {
  const policy = [
    "default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${cspSource} 'nonce-${nonce}'`, `connect-src ${cspSource}`, 'worker-src blob:', `img-src ${cspSource} data:`, `font-src ${cspSource}`
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clusterville</title>
<link rel="stylesheet" href="${escape(style)}">
</head>
<body data-worker="${escape(worker)}">
<script nonce="${nonce}" src="${escape(script)}"></script>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
