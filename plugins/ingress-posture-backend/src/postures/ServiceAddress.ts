/** Names of a service over all clusters. */
export interface ServiceAddress {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** Columns of a {@link ServiceAddress} in each table of services. */
export const addressColumns = ['cluster', 'namespace', 'name'] as const;

/** The values of {@link addressColumns}. */
export function toColumns({ cluster, namespace, name }: ServiceAddress) {
  return [cluster, namespace, name];
}

/** Key of a service over all clusters. */
export function addressKey(address: ServiceAddress): string {
  return toColumns(address).join('/');
}
