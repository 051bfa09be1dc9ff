import { evidenceOf } from '../../state/evidence';
import { installationsOf } from '../edges/instances';
import { defaultFilters } from '../policies/skipperDefaults';
import { asksIn } from '../policies/skipperFilters';
import type { RouteReader } from '../routes/routeReader';
import { skipper } from '../vendors/skipper';
import { askedByUrl } from './askedByUrl';
import { aboutAll, askedRoute, edgeOfInstance } from './askedRoute';

const source = 'zalando/skipper filters/auth, filters/tee';

/** Services that filters ask which flags give to every route. */
export const skipperDefaultFilters: RouteReader = {
  routesTo: (state, service) =>
    installationsOf(state, skipper).flatMap(instance =>
      defaultFilters(instance).flatMap(({ flag, written }) =>
        asksIn(written).flatMap(({ url, purpose }) => {
          const { namespace, pods } = instance;
          const [told] = pods;
          const evidence = [
            evidenceOf(told, `spec.containers[].args[${flag}]`, url),
          ];
          const asked = askedByUrl(
            { url, namespace, by: flag, evidence, source },
            service,
          );
          return asked
            ? askedRoute(state, {
                ...asked,
                purpose,
                edge: edgeOfInstance(instance),
                instance,
                about: aboutAll(told, instance),
                service,
                named: { by: told, evidence },
                source,
              })
            : [];
        }),
      ),
    ),
};
