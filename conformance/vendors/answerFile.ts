import { readFileSync } from 'node:fs';
import { givenFile } from '../givenFile';

export interface RouteName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Servers that Traefik computed for one of a route's services. */
export interface TraefikServers {
  readonly dials: readonly string[];
  readonly passHostHeader: boolean | null;
}

/** What Traefik computed for a route, without and with nativeLBByDefault. */
export interface TraefikAnswer {
  readonly provider: string;
  readonly route: RouteName;
  readonly default: readonly TraefikServers[] | 'dropped';
  readonly nativeLBByDefault: readonly TraefikServers[] | 'dropped';
}

/** What Contour put into the configuration of Envoy for a route. */
export interface ContourAnswer {
  readonly route: RouteName;
  readonly result: {
    readonly to: readonly {
      readonly dials: readonly string[];
      readonly tls: boolean;
      readonly sni: string | null;
      readonly http2: boolean;
    }[];
    readonly hostRewrite: string | readonly string[] | null;
  };
}

/** A vendor's own answers for some objects. */
export interface AnswerFile<Answer> {
  readonly vendor: string;
  readonly version: string;
  readonly objects: readonly object[];
  readonly routes: readonly Answer[];
}

/** The answers of a vendor's own controller. */
export function answersOf<Answer>(vendor: string): AnswerFile<Answer> {
  return readGiven(`conformance/vendors/${vendor}.json`) as AnswerFile<Answer>;
}

/** A JSON file that the project was given. */
export function readGiven(name: string): unknown {
  return JSON.parse(readFileSync(givenFile(name), 'utf8'));
}
