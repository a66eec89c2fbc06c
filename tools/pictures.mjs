// Puts the README's pictures into media/pictures, from those of the last drive: `npm test -- e2e`, then `node tools/pictures.mjs`.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './stage.mjs';

const pictures = { 'dry-run.png': 'dry-run-dark-modern-1400.png', 'why-pending.png': 'why-pending-dark-modern-1400.png', 'timeline.png': 'timeline-light-modern-1400.png', 'problems.png': 'problems-dark-modern-1400.png' };
mkdirSync(path.join(root, 'media', 'pictures'), { recursive: true });
for (const [name, shot] of Object.entries(pictures)) copyFileSync(path.join(root, 'test', 'shots', shot), path.join(root, 'media', 'pictures', name));
