import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Platform } from './platform';

/** Beside the bundle in `dist/`; from compiled sources (`out/server/src`) what the schema build left in `engine/generated`. */
const assetFolders = ['.', '../engine/generated', '../../../engine/generated', '../../../../engine/generated'];

const maxReadBytes = 1024 * 1024;

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
    readNow(location) {
      try {
        const path = location.startsWith('file:') ? fileURLToPath(location) : location;
        return statSync(path).size > maxReadBytes ? undefined : readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    }
  };
}
