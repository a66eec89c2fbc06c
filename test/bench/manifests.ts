/** A file as large repositories have them: `documents` Deployments of about twenty lines each, all valid. */
export function largeManifest(documents: number): string {
  return Array.from({ length: documents }, (_, i) => deployment(i)).join('---\n');
}

function deployment(i: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  labels: {app: web-${i}}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web-${i}
  template:
    metadata:
      labels:
        app: web-${i}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:${i}
          ports:
            - containerPort: 8080
          resources:
            requests: {cpu: 100m, memory: 64Mi}
`;
}
