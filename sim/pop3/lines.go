package pop3

import (
	"bufio"
	"errors"
	"io"
)

var (
	// errLongLine is a line that is longer than allowed. The rest of it has been
	// read and thrown away.
	errLongLine = errors.New("pop3: line too long")
	// errEndless is a line of which no end is in sight.
	errEndless = errors.New("pop3: line without end")
)

// patience is how many octets of an overlong line are thrown away before the
// sender is given up.
const patience = 64 << 10

// readLine reads a line and takes the line end off. A bare LF is accepted as one
// from clients typed by hand. The slice is valid until the next read.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, skipLine(r, len(line))
	}
	if err != nil {
		if errors.Is(err, io.EOF) && len(line) > 0 {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	if len(line) > limit {
		return nil, errLongLine
	}
	line = line[:len(line)-1]
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, nil
}

// skipLine throws the rest of a line away.
func skipLine(r *bufio.Reader, read int) error {
	for read < patience {
		part, err := r.ReadSlice('\n')
		read += len(part)
		if err == nil {
			return errLongLine
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
	return errEndless
}
