import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { sourceUrl } from './sourceUrl';

const useStyles = makeStyles({ source: { overflowWrap: 'anywhere' } });

/** Where a rule comes from, with the way to it. */
export function RuleSource({ source }: { source: string }) {
  const classes = useStyles();
  const text = useText();
  const url = sourceUrl(source);
  return (
    <Typography
      variant="caption"
      color="textSecondary"
      component="div"
      className={classes.source}
    >
      {url ? (
        <Link to={url}>{text('why.rule', { source })}</Link>
      ) : (
        text('why.rule', { source })
      )}
    </Typography>
  );
}
