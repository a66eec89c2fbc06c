import { controllerComponent } from '../controllers/controller';
import { controllers } from '../controllers/controllers';
import { kubelet } from '../kubelet/kubelet';
import { schedulerComponent } from '../scheduler/component';
import type { Component } from './component';

/** Every part of the cluster that acts by itself, in the order in which they hear of changes. */
export const components: readonly Component[] = [
  ...controllers.map(controllerComponent),
  schedulerComponent(),
  kubelet
];
