/** The fields of a kustomization (kustomize/api/types/kustomization.go, v5); what stands in them is kustomize's own affair where it is `any`. Notation: see `schema.ts`. */
export const kustomize: Readonly<Record<string, string>> = {
  Image: 'name=s newName=s tagSuffix=s newTag=s digest=s',
  Kustomization: 'metadata=any openapi={}s namePrefix=s nameSuffix=s namespace=s commonLabels={}s labels=[]any commonAnnotations={}s patchesStrategicMerge=[]s patchesJson6902=[]Patch patches=[]Patch images=[]Image imageTags=[]Image replacements=[]any replicas=[]Replica vars=[]any sortOptions=any resources=[]s components=[]s crds=[]s bases=[]s configMapGenerator=[]any secretGenerator=[]any helmGlobals=any helmCharts=[]any helmChartInflationGenerator=[]any generatorOptions=any configurations=[]s generators=[]s transformers=[]s validators=[]s inventory=any buildMetadata=[]s',
  Patch: 'path=s patch=s target=any options={}b',
  Replica: 'name=s count=l'
};
