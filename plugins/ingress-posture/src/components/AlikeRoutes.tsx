import type { Path } from '@ingress-posture/engine';
import { makeStyles } from '@material-ui/core/styles';
import { Text, useText } from '../translation';
import { routeName } from './routeName';

const useStyles = makeStyles(theme => ({
  routes: { fontSize: '0.875rem' },
  summary: { cursor: 'pointer', color: theme.palette.text.secondary },
  list: {
    margin: theme.spacing(0.5, 0),
    paddingLeft: theme.spacing(3),
    overflowWrap: 'anywhere',
  },
}));

type Routed = Pick<Path, 'route' | 'edge'>;

/** "shop.example.com via ingress-nginx"; of several that are alike the first, and how many more. */
export function alikeName(paths: readonly Routed[], text: Text): string {
  const [{ route, edge }, ...others] = paths;
  const what = routeName(route, text);
  return others.length === 0
    ? text('why.via', { what, edge: edge.title })
    : text('why.viaMore', { what, edge: edge.title, count: others.length });
}

/** The names of all paths that are spoken of as one, on demand; nothing where it is one. */
export function AlikeRoutes({ paths }: { paths: readonly Routed[] }) {
  const classes = useStyles();
  const text = useText();
  if (paths.length < 2) return null;
  const names = new Set(paths.map(({ route }) => routeName(route, text)));
  return (
    <details className={classes.routes}>
      <summary className={classes.summary}>
        {text('why.allAlike', { count: paths.length })}
      </summary>
      <ul className={classes.list}>
        {[...names].map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
