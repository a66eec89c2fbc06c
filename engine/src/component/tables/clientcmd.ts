/** The structs of a kubeconfig (client-go/tools/clientcmd/api/v1/types.go, v1.36). Notation: see `schema.ts`. */
export const clientcmd: Readonly<Record<string, string>> = {
  AuthInfo: 'client-certificate=s client-certificate-data=y client-key=s client-key-data=y token=s tokenFile=s as=s as-uid=s as-groups=[]s as-user-extra={}[]s username=s password=s auth-provider=AuthProviderConfig exec=ExecConfig extensions=[]NamedExtension',
  AuthProviderConfig: 'name=s config={}s',
  Cluster: 'server=s tls-server-name=s insecure-skip-tls-verify=b certificate-authority=s certificate-authority-data=y proxy-url=s disable-compression=b extensions=[]NamedExtension',
  Config: 'kind=s apiVersion=s preferences=Preferences clusters=[]NamedCluster users=[]NamedAuthInfo contexts=[]NamedContext current-context=s extensions=[]NamedExtension',
  Context: 'cluster=s user=s namespace=s extensions=[]NamedExtension',
  ExecConfig: 'command=s args=[]s env=[]ExecEnvVar apiVersion=s installHint=s provideClusterInfo=b interactiveMode=s',
  ExecEnvVar: 'name=s value=s',
  NamedAuthInfo: 'name=s user=AuthInfo',
  NamedCluster: 'name=s cluster=Cluster',
  NamedContext: 'name=s context=Context',
  NamedExtension: 'name=s extension=any',
  Preferences: 'colors=b extensions=[]NamedExtension'
};
