/** The structs of encryption at rest (apiserver/pkg/apis/apiserver/v1/types_encryption.go, v1.36). Notation: see `schema.ts`. */
export const encryption: Readonly<Record<string, string>> = {
  AESConfiguration: 'keys=[]Key',
  EncryptionConfiguration: 'resources=[]ResourceConfiguration',
  IdentityConfiguration: '',
  KMSConfiguration: 'apiVersion=s name=s cachesize=i endpoint=s timeout=d',
  Key: 'name=s secret=s',
  ProviderConfiguration: 'aesgcm=AESConfiguration aescbc=AESConfiguration secretbox=SecretboxConfiguration identity=IdentityConfiguration kms=KMSConfiguration',
  ResourceConfiguration: 'resources=[]s providers=[]ProviderConfiguration',
  SecretboxConfiguration: 'keys=[]Key'
};
