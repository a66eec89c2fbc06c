import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Platform } from './platform';

/** Beside the bundle in `dist/`; from compiled sources (`out/server/src`) what the schema build left in `engine/generated`. */
const assetFolders = ['.', '../engine/generated', '../../../engine/generated', '../../../../engine/generated'];

/** The platform of Node: the disk. */
export function nodePlatform(): Platform {
  return {
    readAsset(name) {
      for (const folder of assetFolders) {
        try {
          return readFileSync(join(__dirname, folder, name), 'utf8');
        } catch {
          // The next folder may have it.
        }
      }
      return undefined;
    },
    async readText(location) {
      try {
        return await readFile(location.startsWith('file:') ? fileURLToPath(location) : location, 'utf8');
      } catch {
        return undefined;
      }
    }
  };
}
