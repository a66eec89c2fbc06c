import { parseManifests } from '../../engine/src/index';
import { checkDocument } from '../../server/src/check/checkDocument';
import { suggestAt } from '../../server/src/complete/suggest';
import { toSymbol } from '../../server/src/convert';
import { OpenDocument } from '../../server/src/documents';
import { hoverAt } from '../../server/src/hoverText';
import { outlineOf } from '../../server/src/outline';
import { languageOf } from '../server/language';
import type { Benchmark } from './benchmark';
import { largeManifest } from './manifests';

const documents = 492;

function open(): { readonly file: OpenDocument; readonly offset: number } {
  const text = largeManifest(documents);
  return { file: OpenDocument.create('file:///large.yaml', 'yaml', 1, text), offset: text.indexOf('replicas', text.length / 2) };
}

/** Everything that is said of a file of 10,000 lines when it is opened. */
export const checkWhole: Benchmark = {
  name: 'check 10,000 lines',
  prepare: () => {
    const text = largeManifest(documents);
    const language = languageOf();
    return () => parseManifests(text).documents.flatMap(document => checkDocument(document, language));
  },
  work: { count: documents, of: 'documents' }
};

/** A key pressed in the middle of it, to the diagnostics of the whole file. */
export const checkEdit: Benchmark = {
  name: 'check after an edit of 10,000 lines',
  prepare: () => {
    const { offset, file: opened } = open();
    const language = languageOf();
    let file = opened;
    let version = 1;
    const check = (): unknown => file.file.documents.flatMap(document => checkDocument(document, language));
    check();
    return () => {
      const position = file.text.positionAt(offset);
      const range = { start: position, end: { line: position.line, character: position.character + 1 } };
      file = OpenDocument.update(file, [{ range, text: version % 2 === 0 ? 'r' : 'x' }], ++version);
      return check();
    };
  }
};

/** The fields that may stand in the middle of it. */
export const complete: Benchmark = {
  name: 'complete in 10,000 lines',
  prepare: () => {
    const { file, offset } = open();
    const language = languageOf();
    return () => suggestAt(file.text.getText(), file.documentAt(offset), offset, language);
  }
};

/** What a field in the middle of it means. */
export const hover: Benchmark = {
  name: 'hover in 10,000 lines',
  prepare: () => {
    const { file, offset } = open();
    const language = languageOf();
    return () => {
      const document = file.documentAt(offset);
      return document === undefined ? undefined : hoverAt(document, offset, language);
    };
  }
};

/** Its outline, as it is sent. */
export const outline: Benchmark = {
  name: 'outline of 10,000 lines',
  prepare: () => {
    const { file } = open();
    return () => JSON.stringify(file.file.documents.map(document => {
      const entry = outlineOf(document);
      return entry === undefined ? undefined : toSymbol(file.text, entry, document.range.start);
    }));
  }
};
