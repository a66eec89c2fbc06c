import { eventsView } from './events';
import { mapView } from './map';
import { objectsView } from './objects';
import { timelineView } from './timeline';
import type { ViewDefinition } from './view';
import { whyPendingView } from './whyPending';

/** The panel's views in the order of their tabs. */
export const views: readonly ViewDefinition[] = [
  mapView,
  whyPendingView,
  timelineView,
  eventsView,
  objectsView
];
