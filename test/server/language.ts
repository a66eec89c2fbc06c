import { Languages, type Language } from '../../server/src/language';
import { nodePlatform } from '../../server/src/nodePlatform';

const languages = new Languages(nodePlatform());

/** The language of a Kubernetes version, with schemas and docs as the build has made them. */
export function languageOf(version = '1.36'): Language {
  return languages.of(version);
}
