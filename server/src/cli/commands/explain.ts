import { Option } from 'commander';
import { explainField, explainText, supportedVersions } from '../../../../engine/src/index';
import { Languages } from '../../language';
import { nodePlatform } from '../../nodePlatform';
import { defaultSettings } from '../../settings';
import type { AddCommand } from './command';

interface Options { readonly kubernetesVersion: string; readonly apiVersion?: string; readonly recursive?: boolean }

/** `clusterville explain deployment.spec.strategy` */
export const explain: AddCommand = (program, terminal, finish) => {
  program.command('explain')
    .description('Tell what a kind or a field means, as kubectl explain does, without a cluster.')
    .argument('<field>', 'deployment.spec.strategy, ingresses.networking.k8s.io.spec, hpa …')
    .option('--api-version <group/version>', 'only the kind of that API version')
    .option('--recursive', 'list the fields of all depths, without their descriptions')
    .addOption(new Option('--kubernetes-version <version>', 'the version to explain').choices(supportedVersions).default(defaultSettings.kubernetesVersion))
    .action((path: string, { kubernetesVersion, apiVersion, recursive }: Options) => {
      const { schemas, docs } = new Languages(nodePlatform()).of(kubernetesVersion);
      const explanation = explainField({ store: schemas, docs }, { path, ...(apiVersion === undefined ? {} : { apiVersion }), depth: recursive === true ? 'all' : 'fields' });
      const write = explanation.type === 'explained' ? terminal.out : terminal.error;
      write(explainText(explanation));
      finish(explanation.type === 'explained' ? 0 : 2);
    });
};
