import type { Format } from './formats/format';
import { github } from './formats/github';
import { json } from './formats/json';
import { sarif } from './formats/sarif';
import { text } from './formats/text';

/** ★ Every format of `check`, the default first. */
export const formats: readonly [Format, ...Format[]] = [text, json, sarif, github];
