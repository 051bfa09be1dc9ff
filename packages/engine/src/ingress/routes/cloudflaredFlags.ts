import type { ConfigMap } from '../../state/kinds/configMap';
import type { Pod } from '../../state/kinds/pod';
import { flagOf, isFlagSet, variableOf } from '../edges/flagOf';
import { goTrue } from '../edges/goBool';

/** The flags of a tunnel, and the variables that stand for them (cloudflare/cloudflared cmd/cloudflared/tunnel/cmd.go). */
const variables: Readonly<Record<string, string>> = {
  '--token': 'TUNNEL_TOKEN',
  '--token-file': 'TUNNEL_TOKEN_FILE',
  '--url': 'TUNNEL_URL',
  '--http-host-header': 'TUNNEL_HTTP_HOST_HEADER',
  '--origin-server-name': 'TUNNEL_ORIGIN_SERVER_NAME',
  '--http2-origin': 'TUNNEL_ORIGIN_ENABLE_HTTP2',
  '--bastion': 'TUNNEL_BASTION',
};

/** Names of settings of originRequest, and the flags that hold a text for them. */
const texts: Readonly<Record<string, string>> = {
  httpHostHeader: '--http-host-header',
  originServerName: '--origin-server-name',
};

/** Those of yes or no. */
const switches: Readonly<Record<string, string>> = {
  matchSNItoHost: '--match-sni-to-host',
  http2Origin: '--http2-origin',
  bastionMode: '--bastion',
};

/** The one URL of a tunnel that has its rule by a flag; empty where it has none. */
export function tunnelUrl(pod: Pod): string {
  return told(pod, '--url') ?? '';
}

/** Whether a tunnel has its rule by a flag. */
export function hasTunnelUrl(pod: Pod): boolean {
  return tunnelUrl(pod) !== '';
}

/** Whether a tunnel is run by its token: then Cloudflare may have rules for it. */
export function isRunByToken(pod: Pod): boolean {
  return ['--token', '--token-file'].some(
    flag => told(pod, flag) !== undefined,
  );
}

/** Whether a tunnel has its rules from a ConfigMap: a file that `--config` calls otherwise is another one. */
export function isConfiguredBy(pod: Pod, { meta }: ConfigMap): boolean {
  const file = told(pod, '--config')?.split('/').at(-1) ?? 'config.yaml';
  return (
    pod.meta.namespace === meta.namespace &&
    (pod.configMaps ?? []).includes(meta.name) &&
    ['config.yaml', 'config.yml'].includes(file) &&
    !hasTunnelUrl(pod)
  );
}

/** What a flag says in the place of originRequest (cloudflare/cloudflared ingress/config.go). */
export function originFlag(pod: Pod, name: string): unknown {
  if (name in texts) return told(pod, texts[name]);
  const flag = switches[name];
  return isFlagSet(pod, flag) || goTrue.has(variable(pod, flag) ?? '');
}

function told(pod: Pod, flag: string): string | undefined {
  return flagOf(pod, flag) ?? variable(pod, flag);
}

function variable(pod: Pod, flag: string): string | undefined {
  return flag in variables ? variableOf(pod, variables[flag]) : undefined;
}
