import { FieldPath } from '../../core/fieldPath';
import { errorText, invalid } from '../../api/fieldError';
import { featureGates } from './featureGates';
import { refused, stringOf, warned, type ComponentRule } from '../componentProblem';

const modes = ['iptables', 'ipvs', 'nftables', 'kernelspace'];

/** kube-proxy's mode (pkg/proxy/apis/config/validation/validation.go, v1.36; `kernelspace` is that of Windows). `ipvs` is deprecated since v1.35. */
export const kubeProxy: ComponentRule = config => [...modeProblems(config), ...featureGates(config)];

const modeProblems: ComponentRule = config => {
  const mode = stringOf(config, 'mode'), path = FieldPath.of('mode');
  if (mode === 'ipvs') return [warned('deprecated-mode', path, 'the ipvs proxy mode is deprecated since Kubernetes 1.35: use nftables')];
  if (mode === '' || modes.includes(mode)) return [];
  const detail = 'must be iptables, ipvs, nftables or blank (blank means the best-available proxy [currently iptables])';
  return [refused('FieldValueInvalid', path, errorText(invalid(FieldPath.of('KubeProxyConfiguration', 'ProxyMode'), mode, detail)))];
};
