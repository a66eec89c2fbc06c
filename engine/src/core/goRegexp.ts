import { RE2JS } from 're2js';

/** A pattern as Go's regexp reads it: linear in time, without look-around and back-references. */
export interface GoRegexp {
  /** Whether it matches anywhere in a text. */
  test(text: string): boolean;
  /** The first match; undefined without any. */
  find(text: string): string | undefined;
  /** All matches that do not overlap, at most `limit` of them (all when negative). */
  findAll(text: string, limit: number): string[];
}

export type CompiledRegexp = { readonly ok: true; readonly regexp: GoRegexp } | { readonly ok: false; readonly error: string };

const cache = new Map<string, CompiledRegexp>(), maxCached = 500;

/** Compiles a pattern as RE2; the error is Go's (`error parsing regexp: …`). */
export function compileGoRegexp(pattern: string): CompiledRegexp {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const compiled = compile(pattern);
  if (cache.size >= maxCached) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): CompiledRegexp {
  try {
    const program = RE2JS.compile(pattern);
    return { ok: true, regexp: {
      test: text => program.matcher(text).find(),
      find(text) {
        const matcher = program.matcher(text);
        return matcher.find() ? matcher.group() ?? undefined : undefined;
      },
      findAll(text, limit) {
        const matcher = program.matcher(text), found: string[] = [];
        while ((limit < 0 || found.length < limit) && matcher.find()) found.push(matcher.group() ?? '');
        return found;
      }
    } };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}
