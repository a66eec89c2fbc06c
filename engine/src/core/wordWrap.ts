/**
 * Breaks lines between words so that none is longer than `limit` characters, unless one word is. Line breaks and leading
 * spaces stay; the spaces at a break go (mitchellh/go-wordwrap, as kubectl uses it).
 */
export function wordWrap(text: string, limit: number): string {
  return text.split('\n').map(line => wrapLine(line, limit)).join('\n');
}

function wrapLine(line: string, limit: number): string {
  let result = '';
  let width = 0;
  for (const [, spaces = '', word = ''] of line.matchAll(/([^\S\u00a0]*)((?:\S|\u00a0)*)/g)) {
    const spacesWidth = [...spaces].length;
    const wordWidth = [...word].length;
    if (word === '') {
      if (width + spacesWidth <= limit) result += spaces;
      break;
    }
    // A word as long as the limit or longer starts no line of its own once its first letters have fitted.
    const breaks = width + spacesWidth + Math.min(wordWidth, limit - 1) > limit;
    result += breaks ? `\n${word}` : spaces + word;
    width = breaks ? wordWidth : width + spacesWidth + wordWidth;
  }
  return result;
}
