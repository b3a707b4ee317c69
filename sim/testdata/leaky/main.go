// Leaky could open a real connection, and a test that looks for such programs
// must notice.
package main

import (
	"net"
	"os"
)

func main() {
	if len(os.Args) == 2 {
		c, err := net.Dial("tcp", os.Args[1])
		if err == nil {
			c.Close()
		}
	}
}
