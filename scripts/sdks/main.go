// Writes the SDKs of a package for Python and Go with the engine's own generators, as `pulumi package gen-sdk` would with the
// language hosts of these two, which come with an ordinary installation alone.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("supply a schema's file and the folder to write to, got %d arguments", len(os.Args)-1))
	}
	text, err := os.ReadFile(os.Args[1])
	fail(err)
	var spec schema.PackageSpec
	fail(json.Unmarshal(text, &spec))
	// What the SDK for Node.js infers cannot say it, and the generator for Go forgets without it the input type of objects
	// that are in a list alone, where no object by itself stands in the alphabet before them: `behaviors`.
	spec.Language["go"] = schema.RawMessage(`{"respectSchemaVersion":true,"generateExtraInputTypes":true}`)
	// The schema names no other package: there is nothing to load.
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	fail(err)
	if len(diagnostics) > 0 {
		fail(diagnostics)
	}
	inPython, err := python.GeneratePackage("static-site-ha", pkg, nil, nil)
	fail(err)
	write(filepath.Join(os.Args[2], "python"), inPython)
	inGo, err := golang.GeneratePackage("static-site-ha", pkg, nil)
	fail(err)
	write(filepath.Join(os.Args[2], "go"), inGo)
}

func write(folder string, files map[string][]byte) {
	for name, text := range files {
		file := filepath.Join(folder, name)
		fail(os.MkdirAll(filepath.Dir(file), 0o755))
		fail(os.WriteFile(file, text, 0o644))
	}
}

func fail(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
