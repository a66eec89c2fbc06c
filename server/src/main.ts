import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodePlatform } from './nodePlatform';
import { startServer } from './server';

// The transport is the client's choice: `--stdio`, `--node-ipc`, `--socket=N` or `--pipe=NAME`; stdio when it says nothing.
const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.slice(2).some(argument => transports.some(transport => argument.startsWith(transport)))) process.argv.push('--stdio');

startServer(createConnection(ProposedFeatures.all), nodePlatform());
