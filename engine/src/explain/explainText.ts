import { wordWrap } from '../core/wordWrap';
import type { ExplainedField, FieldExplanation } from './explainField';

/** An explanation in the very layout of kubectl explain (kubectl/pkg/explain/v2/templates/plaintext.tmpl, v1.36), its trailing spaces included; ends in a line break. */
export function explainText(explanation: FieldExplanation): string {
  if (explanation.type === 'unknown') {
    const hint = explanation.suggestion === undefined ? '' : ` (did you mean "${explanation.suggestion}"?)`;
    return `error: ${explanation.message}${hint}\n`;
  }
  const { kind, field, description, fields } = explanation;
  const group = kind.group === '' ? '' : `GROUP:      ${kind.group}\n`;
  const head = `${group}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n\n`;
  const words = indent(wordWrap(description === '' ? '<empty>' : `${description}\n`, 76), 4);
  const list = fields.length === 0 ? '' : `FIELDS:\n${fields.map(item => fieldText(item, 1)).join('')}`;
  return `${head}${field === undefined ? '' : fieldHead(field)}DESCRIPTION:\n${words}\n${list}\n`;
}

function fieldHead(field: ExplainedField): string {
  const values = field.enumValues.length === 0 ? '' : `ENUM:${field.enumValues.map(value => `\n    ${shown(value)}`).join('')}`;
  return `FIELD: ${field.name} <${field.typeName}>\n${values}\n\n`;
}

/** With its description, or, where all depths are shown, on one line with those below. */
function fieldText(field: ExplainedField, level: number): string {
  const margin = level * 2;
  const line = `${indent(field.name, margin)}\t<${field.typeName}>${field.required ? ' -required-' : ''}${enumLine(field, margin)}\n`;
  if (field.fields !== undefined) return line + field.fields.map(inner => fieldText(inner, level + 1)).join('');
  return `${line}${indent(wordWrap(field.description === '' ? '<no description>' : field.description, 78 - margin), margin + 2)}\n\n`;
}

const enumLimit = 4;

function enumLine({ enumValues }: ExplainedField, margin: number): string {
  if (enumValues.length === 0) return '';
  const more = enumValues.length > enumLimit ? ', ....' : '';
  return `\n${' '.repeat(margin)}enum: ${enumValues.slice(0, enumLimit).map(shown).join(', ')}${more}`;
}

function shown(value: string): string {
  return value === '' ? '""' : value;
}

function indent(text: string, amount: number): string {
  const pad = ' '.repeat(amount);
  return pad + text.replaceAll('\n', `\n${pad}`);
}
