/** The structs of an audit policy (apiserver/pkg/apis/audit/v1/types.go, v1.36). Notation: see `schema.ts`. */
export const audit: Readonly<Record<string, string>> = {
  GroupResources: 'group=s resources=[]s resourceNames=[]s',
  Policy: 'metadata=any rules=[]PolicyRule omitStages=[]s omitManagedFields=b',
  PolicyRule: 'level=s users=[]s userGroups=[]s verbs=[]s resources=[]GroupResources namespaces=[]s nonResourceURLs=[]s omitStages=[]s omitManagedFields=b'
};
