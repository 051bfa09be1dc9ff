import { EntityPostures } from '@ingress-posture/plugin-ingress-posture-common';
import { Polled, useSearchState } from '../../hooks';
import { ServiceView } from '../service';
import {
  BindingProblems,
  LoadError,
  LoadingService,
  NotBound,
  PartialNotice,
} from '../states';
import { ViewRoot } from '../ViewRoot';
import { ServicePicker, serviceKey } from './ServicePicker';
import { useEntityPostures } from './useEntityPostures';

/** The tab of an entity, in both frontend systems. */
export function EntityPostureView() {
  const polled = useEntityPostures();
  const { value, error, retry } = polled;
  return (
    <ViewRoot>
      {error && (
        <LoadError error={error} hasContent={Boolean(value)} onRetry={retry} />
      )}
      {value && <Answer polled={polled} answer={value} />}
      {!value && !error && <LoadingService />}
    </ViewRoot>
  );
}

function Answer(props: {
  polled: Polled<EntityPostures>;
  answer: EntityPostures;
}) {
  const { services, clusters, binding } = props.answer;
  const [search, change] = useSearchState();
  if (!services.length) {
    return (
      <>
        <PartialNotice clusters={clusters} />
        <NotBound answer={props.answer} />
      </>
    );
  }

  const chosen =
    services.find(one => serviceKey(one) === search.get('service')) ??
    services[0];
  const others = clusters.filter(({ name }) => name !== chosen.posture.cluster);
  return (
    <>
      <PartialNotice clusters={others} />
      <BindingProblems binding={binding} />
      {services.length > 1 && (
        <ServicePicker
          services={services}
          chosen={chosen}
          onChoose={service => change({ service })}
        />
      )}
      <ServiceView
        key={serviceKey(chosen)}
        stored={chosen}
        cluster={clusters.find(({ name }) => name === chosen.posture.cluster)}
        confirmedAt={props.polled.confirmedAt}
      />
    </>
  );
}
