/** The structs of the kubelet's configuration (kubelet/config/v1beta1/types.go, v1.36). Notation: see `schema.ts`. */
export const kubelet: Readonly<Record<string, string>> = {
  CrashLoopBackOffConfig: 'maxContainerRestartPeriod=d',
  CredentialProvider: 'name=s matchImages=[]s defaultCacheDuration=d apiVersion=s args=[]s env=[]ExecEnvVar',
  CredentialProviderConfig: 'providers=[]CredentialProvider',
  ExecEnvVar: 'name=s value=s',
  FormatOptions: 'text=TextOptions json=JSONOptions',
  JSONOptions: 'splitStream=b infoBufferSize=q',
  KubeletAnonymousAuthentication: 'enabled=b',
  KubeletAuthentication: 'x509=KubeletX509Authentication webhook=KubeletWebhookAuthentication anonymous=KubeletAnonymousAuthentication',
  KubeletAuthorization: 'mode=s webhook=KubeletWebhookAuthorization',
  KubeletConfiguration: 'enableServer=b staticPodPath=s podLogsDir=s syncFrequency=d fileCheckFrequency=d httpCheckFrequency=d staticPodURL=s staticPodURLHeader={}[]s address=s port=i readOnlyPort=i tlsCertFile=s tlsPrivateKeyFile=s tlsCipherSuites=[]s tlsCurvePreferences=[]i tlsMinVersion=s rotateCertificates=b serverTLSBootstrap=b authentication=KubeletAuthentication authorization=KubeletAuthorization registryPullQPS=i registryBurst=i imagePullCredentialsVerificationPolicy=s preloadedImagesVerificationAllowlist=[]s eventRecordQPS=i eventBurst=i enableDebuggingHandlers=b enableContentionProfiling=b healthzPort=i healthzBindAddress=s oomScoreAdj=i clusterDomain=s clusterDNS=[]s streamingConnectionIdleTimeout=d nodeStatusUpdateFrequency=d nodeStatusReportFrequency=d nodeLeaseDurationSeconds=i imageMinimumGCAge=d imageMaximumGCAge=d imageGCHighThresholdPercent=i imageGCLowThresholdPercent=i volumeStatsAggPeriod=d kubeletCgroups=s systemCgroups=s cgroupRoot=s cgroupsPerQOS=b cgroupDriver=s cpuManagerPolicy=s singleProcessOOMKill=b cpuManagerPolicyOptions={}s cpuManagerReconcilePeriod=d memoryManagerPolicy=s topologyManagerPolicy=s topologyManagerScope=s topologyManagerPolicyOptions={}s qosReserved={}s runtimeRequestTimeout=d hairpinMode=s maxPods=i podCIDR=s podPidsLimit=l resolvConf=s runOnce=b cpuCFSQuota=b cpuCFSQuotaPeriod=d nodeStatusMaxImages=i maxOpenFiles=l contentType=s kubeAPIQPS=i kubeAPIBurst=i serializeImagePulls=b maxParallelImagePulls=i evictionHard={}s evictionSoft={}s evictionSoftGracePeriod={}s evictionPressureTransitionPeriod=d evictionMaxPodGracePeriod=i evictionMinimumReclaim={}s mergeDefaultEvictionSettings=b podsPerCore=i enableControllerAttachDetach=b protectKernelDefaults=b makeIPTablesUtilChains=b iptablesMasqueradeBit=i iptablesDropBit=i featureGates={}b failSwapOn=b memorySwap=MemorySwapConfiguration containerLogMaxSize=s containerLogMaxFiles=i containerLogMaxWorkers=i containerLogMonitorInterval=d configMapAndSecretChangeDetectionStrategy=s systemReserved={}s kubeReserved={}s reservedSystemCPUs=s showHiddenMetricsForVersion=s systemReservedCgroup=s kubeReservedCgroup=s enforceNodeAllocatable=[]s allowedUnsafeSysctls=[]s volumePluginDir=s providerID=s kernelMemcgNotification=b logging=LoggingConfiguration enableSystemLogHandler=b enableSystemLogQuery=b shutdownGracePeriod=d shutdownGracePeriodCriticalPods=d shutdownGracePeriodByPodPriority=[]ShutdownGracePeriodByPodPriority crashLoopBackOff=CrashLoopBackOffConfig reservedMemory=[]MemoryReservation enableProfilingHandler=b enableDebugFlagsHandler=b seccompDefault=b memoryThrottlingFactor=f memoryReservationPolicy=s registerWithTaints=[]any registerNode=b tracing=TracingConfiguration localStorageCapacityIsolation=b containerRuntimeEndpoint=s imageServiceEndpoint=s failCgroupV1=b userNamespaces=UserNamespaces',
  KubeletWebhookAuthentication: 'enabled=b cacheTTL=d',
  KubeletWebhookAuthorization: 'cacheAuthorizedTTL=d cacheUnauthorizedTTL=d',
  KubeletX509Authentication: 'clientCAFile=s',
  LoggingConfiguration: 'format=s flushFrequency=any verbosity=l vmodule=[]VModuleItem options=FormatOptions',
  MemoryReservation: 'numaNode=i limits={}q',
  MemorySwapConfiguration: 'swapBehavior=s',
  ShutdownGracePeriodByPodPriority: 'priority=i shutdownGracePeriodSeconds=l',
  TextOptions: 'splitStream=b infoBufferSize=q',
  TracingConfiguration: 'endpoint=s samplingRatePerMillion=i',
  UserNamespaces: 'idsPerPod=l',
  VModuleItem: 'filePattern=s verbosity=l'
};
