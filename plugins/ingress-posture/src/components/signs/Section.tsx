import Card from '@material-ui/core/Card';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';
import { forcedColoursEdges } from './forcedColours';

const useStyles = makeStyles(theme => ({
  card: {
    padding: theme.spacing(2, 2.5),
    overflow: 'visible',
    ...forcedColoursEdges,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
    marginBottom: theme.spacing(1.5),
  },
  title: { fontSize: '1.05rem', fontWeight: 700, margin: 0 },
  actions: { marginLeft: 'auto' },
}));

/** A titled part of the tab. */
export function Section(props: {
  title: string;
  /** Of the heading; 3 below a verdict. */
  level?: 2 | 3;
  /** Where links on the page lead to. */
  anchor?: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, level = 3, anchor, note, actions, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Card
      component="section"
      id={anchor}
      aria-labelledby={id}
      className={classes.card}
    >
      <div className={classes.head}>
        <Typography
          id={id}
          component={level === 2 ? 'h2' : 'h3'}
          className={classes.title}
        >
          {title}
        </Typography>
        {note && (
          <Typography variant="body2" color="textSecondary">
            {note}
          </Typography>
        )}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </Card>
  );
}
