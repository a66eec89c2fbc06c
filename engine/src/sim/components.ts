import { controllerComponent } from '../controllers/controller';
import { controllers } from '../controllers/controllers';
import { kubelet } from '../kubelet/kubelet';
import { schedulerComponent } from '../scheduler/component';
import type { Profile } from '../scheduler/profile';
import type { Component } from './component';

/** Every part of the cluster that acts by itself, in the order in which they hear of changes. */
export const components: readonly Component[] = componentsWith();

/** The same with schedulers of these profiles. */
export function componentsWith(schedulerProfiles?: readonly Profile[]): readonly Component[] {
  return [
    ...controllers.map(controllerComponent),
    schedulerComponent(schedulerProfiles),
    kubelet
  ];
}
