/** The structs of the scheduler's configuration (kube-scheduler/config/v1/types.go, v1.36). Notation: see `schema.ts`. */
export const scheduler: Readonly<Record<string, string>> = {
  ClientConnectionConfiguration: 'kubeconfig=s acceptContentTypes=s contentType=s qps=f burst=i',
  Extender: 'urlPrefix=s filterVerb=s preemptVerb=s prioritizeVerb=s weight=l bindVerb=s enableHTTPS=b tlsConfig=ExtenderTLSConfig httpTimeout=d nodeCacheCapable=b managedResources=[]ExtenderManagedResource ignorable=b',
  ExtenderManagedResource: 'name=s ignoredByScheduler=b',
  ExtenderTLSConfig: 'insecure=b serverName=s certFile=s keyFile=s caFile=s certData=y keyData=y caData=y',
  KubeSchedulerConfiguration: 'parallelism=i leaderElection=LeaderElectionConfiguration clientConnection=ClientConnectionConfiguration enableProfiling=b enableContentionProfiling=b percentageOfNodesToScore=i podInitialBackoffSeconds=l podMaxBackoffSeconds=l profiles=[]KubeSchedulerProfile extenders=[]Extender delayCacheUntilActive=b',
  KubeSchedulerProfile: 'schedulerName=s percentageOfNodesToScore=i plugins=Plugins pluginConfig=[]PluginConfig',
  LeaderElectionConfiguration: 'leaderElect=b leaseDuration=d renewDeadline=d retryPeriod=d resourceLock=s resourceName=s resourceNamespace=s',
  Plugin: 'name=s weight=i',
  PluginConfig: 'name=s args=any',
  PluginSet: 'enabled=[]Plugin disabled=[]Plugin',
  Plugins: 'preEnqueue=PluginSet queueSort=PluginSet preFilter=PluginSet filter=PluginSet postFilter=PluginSet preScore=PluginSet score=PluginSet reserve=PluginSet permit=PluginSet preBind=PluginSet bind=PluginSet postBind=PluginSet multiPoint=PluginSet placementGenerate=PluginSet placementScore=PluginSet'
};
