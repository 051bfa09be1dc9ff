/** A running pod of an edge, as the API serves it. */
export function edgePod(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  image: string,
  args: readonly string[],
): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: { containers: [{ name, image, args }] },
    status: {
      phase: 'Running',
      podIP: '10.44.9.9',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}
