// `npm run package`: the extension as one file, clusterville-VERSION.vsix, in the project's folder.
import { bundle, compile, packageExtension } from './stage.mjs';

const file = await compile() && await bundle() && await packageExtension();
process.exitCode = file ? 0 : 1;
