import { parseManifests, updateManifests } from '../../engine/src/manifest/file';
import type { Benchmark } from './benchmark';
import { largeManifest } from './manifests';

const documents = 480;

/** Reading a file of 10,000 lines for the first time. */
export const parseWhole: Benchmark = {
  name: 'parse 10,000 lines',
  prepare: () => {
    const text = largeManifest(documents);
    return () => parseManifests(text);
  }
};

/** A key pressed in the middle of it: only the edited document is read again. */
export const parseEdit: Benchmark = {
  name: 'parse after an edit of 10,000 lines',
  prepare: () => {
    const text = largeManifest(documents);
    const at = text.indexOf('registry.example.com/web:240');
    const edited = `${text.slice(0, at)}x${text.slice(at)}`;
    const file = parseManifests(text);
    return () => updateManifests(file, edited);
  }
};
