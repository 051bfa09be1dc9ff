import { ClusterState, ignoreAnnotation, kinds } from '@ingress-posture/engine';
import type {
  Silence,
  SilenceQuestion,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { ServiceKey } from './clusterReport';

const serviceKind = kinds.find(({ kind }) => kind === 'Service')!;

/** The annotation of a Service that silences a finding, besides those that it silences already. */
export function silenceOf(
  state: ClusterState,
  { namespace, name }: ServiceKey,
  { code, reason }: SilenceQuestion,
): Silence | undefined {
  const service = state.get(serviceKind, namespace, name);
  if (!service) return undefined;
  const written = service.meta.annotations[ignoreAnnotation] ?? '';
  const others = written
    .split('\n')
    .filter(line => line.trim() && !line.trim().startsWith(`${code}:`));
  const value = [...others, `${code}: ${reason.trim()}`].join('\n');
  const annotations = { [ignoreAnnotation]: value };
  return {
    annotation: ignoreAnnotation,
    value,
    // JSON is YAML, and needs no quoting of ours.
    patch: JSON.stringify({ metadata: { annotations } }, null, 2),
    command: `kubectl -n ${namespace} annotate --overwrite service ${name} ${quote(
      `${ignoreAnnotation}=${value}`,
    )}`,
  };
}

/** A word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
