package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The server says where it is before anybody can need to know, answers there,
// and ends when it is told to.
func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	out, said := io.Pipe()
	ended := make(chan int)
	var complaints bytes.Buffer
	go func() {
		code := execute(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, streams{nil, said, &complaints})
		said.Close()
		ended <- code
	}()

	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:[1-9][0-9]*/`).FindString(string(line[:n]))
	r, err := http.Get(url)
	if err != nil {
		t.Fatalf("it said %q: %v", line[:n], err)
	}
	r.Body.Close()
	built := r.StatusCode == http.StatusOK
	if !built && r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the page: %s", r.Status)
	}

	stop()
	if code := <-ended; code != exitFine {
		t.Errorf("it ended with %d: %s", code, complaints.String())
	}
	if told := strings.Contains(complaints.String(), "make build"); told == built {
		t.Errorf("the page is built: %t; it says: %q", built, complaints.String())
	}
}

func TestServeWhereSomebodyIs(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var out, complaints bytes.Buffer
	code := execute(t.Context(), []string{"--listen", l.Addr().String()}, streams{nil, &out, &complaints})
	if code != exitBad || out.Len() > 0 || !strings.Contains(complaints.String(), "something listens at "+l.Addr().String()+" already") {
		t.Errorf("code %d\nout: %s\nerr: %s", code, &out, &complaints)
	}
}

// A server is called by the name that it was given, and one that listens
// everywhere by all that this machine has.
func TestNamesOf(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "::1", "localhost", "192.0.2.1", "class.example"} {
		if got := namesOf(host); !slices.Equal(got, []string{host}) {
			t.Errorf("namesOf(%q) = %v", host, got)
		}
	}
	for _, host := range []string{"", "0.0.0.0", "::"} {
		got := namesOf(host)
		if got[0] != "127.0.0.1" {
			t.Errorf("namesOf(%q) = %v: the nearest is not first", host, got)
		}
		for _, name := range got {
			if ip := net.ParseIP(name); ip != nil && (ip.IsUnspecified() || host == "0.0.0.0" && ip.To4() == nil) {
				t.Errorf("namesOf(%q) = %v: nobody reaches %s", host, got, name)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv6unspecified, Port: 8025}
	got := addresses([]string{"127.0.0.1", "desk", "2001:db8::7"}, at)
	want := []string{"http://127.0.0.1:8025/", "http://desk:8025/", "http://[2001:db8::7]:8025/"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
