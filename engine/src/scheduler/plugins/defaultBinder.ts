import type { PluginFactory } from '../framework';

/** Binds the pod to its node (plugins/defaultbinder/default_binder.go, v1.36). */
export const defaultBinder: PluginFactory = {
  name: 'DefaultBinder',
  create: () => ({
    name: 'DefaultBinder',
    bind: (_state, pod, node) => ({ namespace: pod.namespace, pod: pod.name, node })
  })
};
