import assert from 'node:assert/strict';
import { formats } from '../../../server/src/cli/formats';
import type { CheckReport, LocatedFinding } from '../../../server/src/cli/report';
import { wantsColour, type Terminal } from '../../../server/src/cli/terminal';

const finding: LocatedFinding = { code: 'unknown-field', severity: 'error', message: '50% of a,b: "x"\nsecond line', line: 3, column: 5, endLine: 3, endColumn: 9 };
const report: CheckReport = {
  files: [
    { file: 'a b/one.yaml', resources: 2, findings: [finding, { ...finding, code: 'other', severity: 'warning', message: 'hm' }], unread: false },
    { file: 'two.yaml', resources: 1, findings: [], unread: false }
  ]
};
const nothing: CheckReport = { files: [{ file: 'two.yaml', resources: 1, findings: [], unread: false }] };

function print(name: string, of: CheckReport, colour = 'plain'): string {
  const format = formats.find(candidate => candidate.name === name);
  const terminal: Terminal = { out: () => undefined, error: () => undefined, colour: colour === 'coloured', progress: false };
  return format?.print(of, terminal) ?? assert.fail(name);
}

suite('formats of check', () => {
  test('text is one line a finding, further lines of a message indented, and the totals', () => {
    assert.equal(print('text', report), [
      'a b/one.yaml:3:5  error  50% of a,b: "x"', '    second line  [unknown-field]', 'a b/one.yaml:3:5  warning  hm  [other]',
      '1 error, 1 warning: 3 resources in 2 files', ''
    ].join('\n'));
  });

  test('text says so when nothing is wrong', () => { assert.equal(print('text', nothing), 'no problems: 1 resource in 1 file\n'); });

  test('text has colours only where they are wanted', () => {
    assert.ok(!print('text', report).includes('\u001b'));
    assert.ok(print('text', report, 'coloured').includes('\u001b[31merror\u001b[0m'));
  });

  test('json holds files, findings and totals', () => {
    const parsed = JSON.parse(print('json', report)) as { files: unknown; totals: unknown };
    assert.deepEqual(parsed, { files: report.files, totals: { files: 2, resources: 3, errors: 1, warnings: 1, unread: 0 } });
  });

  test('sarif names rule, level and region, and escapes the path', () => {
    const { version, runs: [run] } = JSON.parse(print('sarif', report)) as { version: string; runs: [{ tool: { driver: { rules: unknown } }; results: [{ ruleId: string; level: string; locations: [{ physicalLocation: unknown }] }] }] };
    assert.equal(version, '2.1.0');
    assert.deepEqual(run.tool.driver.rules, [{ id: 'other' }, { id: 'unknown-field' }]);
    assert.equal(run.results[0].level, 'error');
    assert.deepEqual(run.results[0].locations[0].physicalLocation, { artifactLocation: { uri: 'a%20b/one.yaml' }, region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 } });
  });

  test('github escapes what would end a property or a line', () => {
    assert.equal(print('github', report).split('\n')[0], '::error file=a b/one.yaml,line=3,col=5,endLine=3,endColumn=9,title=unknown-field::50%25 of a,b: "x"%0Asecond line');
    assert.equal(print('github', nothing), '');
  });

  test('NO_COLOR beats FORCE_COLOR beats the stream', () => {
    assert.equal(wantsColour({}, true), true);
    assert.equal(wantsColour({}, false), false);
    assert.equal(wantsColour({ TERM: 'dumb' }, true), false);
    assert.equal(wantsColour({ FORCE_COLOR: '1' }, false), true);
    assert.equal(wantsColour({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
    assert.equal(wantsColour({ NO_COLOR: '' }, true), true);
  });
});
