/** How the Go structs of `io.k8s.api.events.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const eventsV1: Readonly<Record<string, string>> = {
  Event: 'metadata!& eventTime!& regarding& deprecatedSource& deprecatedFirstTimestamp& deprecatedLastTimestamp&',
  EventSeries: 'count! lastObservedTime!&'
};
