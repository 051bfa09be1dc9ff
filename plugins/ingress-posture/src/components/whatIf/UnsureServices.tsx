import { WhatIf } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { servicePath } from '../../servicePath';
import { useText } from '../../translation';
import { FleetLink } from '../signs';

/** Services of which nobody can say whether the change breaks something. */
export function UnsureServices(props: {
  cluster: string;
  services: WhatIf['unsure'];
}) {
  const { cluster, services } = props;
  const text = useText();
  return (
    <Typography variant="body1" component="div" gutterBottom>
      {text('whatIf.notEnough')}
      <ul>
        {services.map(service => {
          const name = `${service.namespace}/${service.name}`;
          return (
            <li key={name}>
              <FleetLink
                to={`/services/${servicePath({ cluster, ...service })}`}
              >
                {name}
              </FleetLink>
            </li>
          );
        })}
      </ul>
    </Typography>
  );
}
