import { makeStyles } from '@material-ui/core/styles';
import { Fragment, ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    alignItems: 'baseline',
    gap: theme.spacing(0.75, 2),
    margin: theme.spacing(0, 0, 2),
    fontSize: '0.875rem',
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

/** A name and what is known under it; nothing when nothing is. */
export type Fact = readonly [name: string, value: ReactNode];

/** Facts in two columns; those without a value are left out. */
export function FactList(props: { facts: readonly Fact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.facts}>
      {props.facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
