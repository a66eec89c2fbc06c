/** The structs of kube-proxy's configuration (kube-proxy/config/v1alpha1/types.go, v1.36). Notation: see `schema.ts`. */
export const proxy: Readonly<Record<string, string>> = {
  ClientConnectionConfiguration: 'kubeconfig=s acceptContentTypes=s contentType=s qps=f burst=i',
  DetectLocalConfiguration: 'bridgeInterface=s interfaceNamePrefix=s',
  FormatOptions: 'text=TextOptions json=JSONOptions',
  JSONOptions: 'splitStream=b infoBufferSize=q',
  KubeProxyConfiguration: 'featureGates={}b clientConnection=ClientConnectionConfiguration logging=LoggingConfiguration hostnameOverride=s bindAddress=s healthzBindAddress=s metricsBindAddress=s bindAddressHardFail=b enableProfiling=b showHiddenMetricsForVersion=s mode=s iptables=KubeProxyIPTablesConfiguration ipvs=KubeProxyIPVSConfiguration nftables=KubeProxyNFTablesConfiguration winkernel=KubeProxyWinkernelConfiguration detectLocalMode=s detectLocal=DetectLocalConfiguration clusterCIDR=s nodePortAddresses=[]s oomScoreAdj=i conntrack=KubeProxyConntrackConfiguration configSyncPeriod=d portRange=s windowsRunAsService=b',
  KubeProxyConntrackConfiguration: 'maxPerCore=i min=i tcpEstablishedTimeout=d tcpCloseWaitTimeout=d tcpBeLiberal=b udpTimeout=d udpStreamTimeout=d',
  KubeProxyIPTablesConfiguration: 'masqueradeBit=i masqueradeAll=b localhostNodePorts=b syncPeriod=d minSyncPeriod=d',
  KubeProxyIPVSConfiguration: 'syncPeriod=d minSyncPeriod=d scheduler=s excludeCIDRs=[]s strictARP=b tcpTimeout=d tcpFinTimeout=d udpTimeout=d',
  KubeProxyNFTablesConfiguration: 'masqueradeBit=i masqueradeAll=b syncPeriod=d minSyncPeriod=d',
  KubeProxyWinkernelConfiguration: 'networkName=s sourceVip=s enableDSR=b rootHnsEndpointName=s forwardHealthCheckVip=b',
  LoggingConfiguration: 'format=s flushFrequency=any verbosity=l vmodule=[]VModuleItem options=FormatOptions',
  TextOptions: 'splitStream=b infoBufferSize=q',
  VModuleItem: 'filePattern=s verbosity=l'
};
