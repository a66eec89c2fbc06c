import { maxNodeScore, type PluginFactory } from '../framework';
import { perPod } from '../perPod';

const megabyte = 1024 * 1024;
const minThreshold = 23 * megabyte;
const maxContainerThreshold = 1000 * megabyte;

/** Prefers nodes that have the pod's images, large ones counting more, rare ones less (plugins/imagelocality/image_locality.go, v1.36). */
export const imageLocality: PluginFactory = {
  name: 'ImageLocality',
  create(_args, { cluster }) {
    const imagesOf = perPod(pod => {
      const { initContainers = [], containers = [], volumes = [] } = pod.pod.spec ?? {};
      const images = [...initContainers, ...containers].map(container => normalizedImageName(container.image ?? ''));
      const mounted = volumes.flatMap(volume => volume.image === undefined ? [] : [normalizedImageName(volume.image.reference ?? '')]);
      return { names: [...images, ...mounted], containers: images.length };
    });
    return {
      name: 'ImageLocality',
      sign: pod => JSON.stringify(imagesOf(pod)),
      score(_state, pod, node) {
        const { names, containers } = imagesOf(pod);
        let sum = 0;
        if (node.images.size > 0) {
          for (const name of names) {
            const state = node.images.get(name);
            if (state !== undefined) sum += Math.trunc(state.sizeBytes * (state.sizes.size / cluster.nodes.length));
          }
        }
        const maxThreshold = maxContainerThreshold * containers;
        const bounded = Math.max(minThreshold, Math.min(sum, maxThreshold));
        return Math.trunc(maxNodeScore * (bounded - minThreshold) / (maxThreshold - minThreshold));
      }
    };
  }
};

/** A name without a tag means `latest`. */
function normalizedImageName(name: string): string {
  return name.lastIndexOf(':') <= name.lastIndexOf('/') ? `${name}:latest` : name;
}
