import { makeStyles } from '@material-ui/core/styles';
import { useThemeName } from '../../hooks';
import { Text, useText } from '../../translation';
import { tones } from '../../vocabulary';
import { CopyButton } from '../signs';
import { ExcerptLine, excerptOf, Remark } from './excerpt';
import { ObjectEvidence } from './groupEvidence';

const useStyles = makeStyles(theme => ({
  block: {
    margin: theme.spacing(0.5, 0),
    padding: theme.spacing(1, 0),
    borderRadius: 4,
    overflow: 'auto',
    fontFamily: 'monospace',
    fontSize: '0.82rem',
    lineHeight: 1.6,
    backgroundColor: theme.palette.action.hover,
    color: theme.palette.text.primary,
  },
  // As wide as the longest line, so that a marked line is marked to its end.
  lines: { display: 'inline-block', minWidth: '100%' },
  line: { display: 'block', padding: theme.spacing(0, 1.5, 0, 3) },
  marked: {
    position: 'relative',
    fontWeight: 700,
    color: 'inherit',
    '&::before': { content: '"▸"', position: 'absolute', left: 10 },
  },
  remark: { fontStyle: 'italic', fontWeight: 400 },
}));

/** The part of an object's YAML that was read, with the lines that decided marked. */
export function EvidenceExcerpt({ object, evidence }: ObjectEvidence) {
  const classes = useStyles();
  const text = useText();
  const { ink, surface } = tones.encrypted[useThemeName()];
  const lines = excerptOf(evidence);
  return (
    <>
      <pre
        className={classes.block}
        role="group"
        aria-label={text('evidence.excerpt', { object })}
        // A scrollable region must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <code className={classes.lines}>
          {lines.map((line, index) => {
            const content = (
              <>
                {line.text}
                {line.remark && (
                  <span className={classes.remark}>
                    {` # ${say(line.remark, text)}`}
                  </span>
                )}
              </>
            );
            return line.marked ? (
              <mark
                key={index}
                className={`${classes.line} ${classes.marked}`}
                style={{
                  backgroundColor: surface,
                  boxShadow: `inset 3px 0 0 ${ink}`,
                }}
              >
                {content}
              </mark>
            ) : (
              <span key={index} className={classes.line}>
                {content}
              </span>
            );
          })}
        </code>
      </pre>
      <CopyButton text={asYaml(lines, text)}>
        {text('evidence.copyExcerpt')}
      </CopyButton>
    </>
  );
}

function say(remark: Remark, text: Text): string {
  return remark.kind === 'absent'
    ? text('evidence.absentHere')
    : text('evidence.readAs', { value: remark.value });
}

function asYaml(lines: readonly ExcerptLine[], text: Text): string {
  return lines
    .map(
      line => line.text + (line.remark ? ` # ${say(line.remark, text)}` : ''),
    )
    .join('\n');
}
