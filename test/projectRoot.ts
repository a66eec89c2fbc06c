import path from 'node:path';

/** The project's folder, from where the compiled tests lie (out/test). */
export const projectRoot = path.resolve(__dirname, '..', '..');

/** Data that stands beside a checkout in some places and is absent in others: read only, and no test depends on it alone. */
export const sharedFolder = path.resolve(projectRoot, '..', 'shared');
