import { makeStyles } from '@material-ui/core/styles';
import { useThemeName } from '../../hooks';
import { useText } from '../../translation';
import { Tone, tones } from '../../vocabulary';
import { codeSurface } from './codeSurface';

const useStyles = makeStyles(theme => ({
  block: {
    ...codeSurface(theme),
    // Holds the words that are only read out.
    position: 'relative',
    padding: theme.spacing(1, 0),
    '@media print': { maxHeight: 'none' },
  },
  line: {
    display: 'block',
    paddingRight: theme.spacing(1.5),
    borderLeft: '3px solid',
    textDecoration: 'none',
    whiteSpace: 'pre',
    printColorAdjust: 'exact',
  },
  sign: { paddingRight: '1ch' },
  // It may wrap within, and not between the indentation and its first word, as that is outside.
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  // Read out, and not copied with the lines.
  word: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
    userSelect: 'none',
  },
}));

interface Sign {
  readonly element: 'ins' | 'del';
  readonly tone: Tone;
  readonly word: 'diff.added' | 'diff.removed';
}

const plain = { ink: 'inherit', surface: 'transparent' };

const signs: Readonly<Record<string, Sign | undefined>> = {
  '+': { element: 'ins', tone: 'safe', word: 'diff.added' },
  '-': { element: 'del', tone: 'broken', word: 'diff.removed' },
};

/** Lines of a unified diff, of which sign, colour and words say what becomes; the keyboard can scroll it. */
export function DiffBlock(props: { diff: string; label: string }) {
  const { diff, label } = props;
  const classes = useStyles();
  const lines = diff.trimEnd().split('\n');
  return (
    <div
      className={classes.block}
      role="group"
      aria-label={label}
      // A scrollable region must be reachable by keyboard (WCAG 2.1.1).
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {lines.map((line, index) => (
        // The same line may be there twice.
        // eslint-disable-next-line react/no-array-index-key
        <DiffLine key={index} line={line} />
      ))}
    </div>
  );
}

function DiffLine({ line }: { line: string }) {
  const classes = useStyles();
  const text = useText();
  const theme = useThemeName();
  const sign = line.charAt(0);
  const content = line.slice(1).trimStart();
  const indentation = line.slice(1, line.length - content.length);
  const change = signs[sign];
  const Element = change?.element ?? 'span';
  const { ink, surface } = change ? tones[change.tone][theme] : plain;
  // What is wrapped goes on below where it began: after margin, sign, gap and indentation.
  const depth = indentation.length + 2;
  return (
    <Element
      className={classes.line}
      style={{
        color: ink,
        backgroundColor: surface,
        borderColor: change ? ink : 'transparent',
        paddingLeft: `${depth + 1}ch`,
        textIndent: `${-depth}ch`,
      }}
    >
      <span aria-hidden className={classes.sign}>
        {sign}
      </span>
      {change && <span className={classes.word}>{text(change.word)}</span>}
      {indentation}
      <span className={classes.text}>{content}</span>
    </Element>
  );
}
