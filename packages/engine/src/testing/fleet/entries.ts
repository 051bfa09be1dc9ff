import type { Environment } from './teams';

/** How a service is reached from outside, as teams came to it over the years. */
export type Entry =
  | 'nginx'
  | 'nginx-routed'
  | 'nginx-old'
  | 'nginx-inner'
  | 'traefik'
  | 'kong'
  | 'kong-routed'
  | 'nginx-f5'
  | 'haproxy'
  | 'apisix'
  | 'skipper'
  | 'alb-ip'
  | 'alb-instance'
  | 'nlb'
  | 'gateway'
  | 'gateway-behind-alb'
  | 'two-edges'
  | 'none';

/** How often each is met. */
export const entries: Readonly<
  Record<Environment, Partial<Record<Entry, number>>>
> = {
  prod: {
    gateway: 12,
    'gateway-behind-alb': 6,
    'nginx-routed': 8,
    nginx: 5,
    'nginx-inner': 4,
    kong: 3,
    'kong-routed': 4,
    'nginx-f5': 4,
    'alb-ip': 6,
    nlb: 3,
    'two-edges': 4,
    skipper: 3,
    none: 10,
  },
  staging: {
    gateway: 8,
    'nginx-routed': 6,
    nginx: 8,
    kong: 4,
    'kong-routed': 2,
    'nginx-f5': 3,
    haproxy: 4,
    apisix: 4,
    'alb-instance': 3,
    'two-edges': 2,
    none: 10,
  },
  dev: {
    traefik: 14,
    'nginx-old': 12,
    nginx: 6,
    haproxy: 4,
    nlb: 2,
    none: 8,
  },
};
