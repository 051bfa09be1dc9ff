import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { BrokenService } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { rootRouteRef } from '../../routes';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { servicePath } from '../fleet';
import { DescriptorChip } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { '& + &': { marginTop: theme.spacing(2) } },
  name: { fontFamily: 'monospace' },
  paths: { margin: theme.spacing(0.5, 0) },
}));

/** Services whose paths STRICT would break, each with the way to its remedies. */
export function BreakList(props: {
  cluster: string;
  breaks: readonly BrokenService[];
}) {
  const { cluster, breaks } = props;
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  const root = useRouteRef(rootRouteRef);
  if (!breaks.length) {
    return (
      <Typography variant="body1">{text('strict.nothingBreaks')}</Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {breaks.map(({ service, paths, remedies }) => (
        <li key={servicePath({ cluster, ...service })} className={classes.item}>
          <Link
            to={`${root()}/services/${servicePath({ cluster, ...service })}`}
            className={classes.name}
          >
            {service.namespace}/{service.name}
          </Link>
          <ul className={classes.paths}>
            {paths.map(({ posture, sentence, route, port }) => (
              <li key={`${route.kind} ${route.name} ${route.host} ${port}`}>
                <DescriptorChip descriptor={postures[posture]} /> {sentence}
              </li>
            ))}
          </ul>
          {remedies?.map(({ id, title, reaches }) => (
            <div key={id}>
              → {title}{' '}
              <DescriptorChip
                descriptor={postures[reaches]}
                prefix={text('remedies.reaches')}
              />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
